// The page answers a form that was sent: at Back, or loaded anew, the browser asks for its address and sends nothing again.

history.replaceState(history.state, "");
